import { allow } from '../http/permission.ts'

// Who may carry a clinic's data in and out.

export const importData = allow('setup:write', ['admin'])
export const exportData = allow('export', ['admin'])
