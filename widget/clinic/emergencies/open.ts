import type { Emergency } from '@vetslot/sdk/staff'
import type { ConsoleContext } from '../context.ts'
import { sayOf } from './speech.ts'

// Each comes when it is first wanted.

export async function openRecord(desk: ConsoleContext): Promise<void> {
	const { RecordDialog } = await import('./record-dialog.ts')
	desk.openDialog(new RecordDialog(), { label: sayOf(desk)('emergency-now') })
}

export async function openPlan(desk: ConsoleContext, emergency: Emergency): Promise<void> {
	const { PlanDialog } = await import('./plan-dialog.ts')
	const dialog = new PlanDialog()
	dialog.emergency = emergency
	desk.openDialog(dialog, { label: sayOf(desk)('plan-title'), roomy: true })
}

export async function openPause(desk: ConsoleContext): Promise<void> {
	const { PauseDialog } = await import('./pause-dialog.ts')
	desk.openDialog(new PauseDialog(), { label: sayOf(desk)('pause') })
}
