import { html, type TemplateResult } from 'lit'
import { box, errorLine } from '../../controls/checks.ts'
import type { Translate } from '../../locales/localize.ts'
import type { Role } from '../context.ts'
import type { staffMessages } from './messages.ts'

const ROLES: readonly Role[] = ['admin', 'veterinarian', 'nurse', 'receptionist']

interface RoleProps {
	t: Translate<typeof staffMessages>
	chosen: ReadonlySet<Role>
	onChange: (chosen: Set<Role>) => void
	error: string | undefined
}

/** Which roles somebody has, as boxes to tick; each says what it is for. */
export function roleBoxes({ t, chosen, onChange, error }: RoleProps): TemplateResult {
	const toggle = (role: Role) => (checked: boolean) => {
		const next = new Set(chosen)
		if (checked) next.add(role)
		else next.delete(role)
		onChange(next)
	}
	const row = (role: Role) => html`<label class="tickbox" for="role-${role}"
		>${box(`role-${role}`, chosen.has(role), toggle(role))}<span><b>${t(role)}</b>
		<span class="sm quiet">${t(`${role}-hint`)}</span></span></label>`
	return html`<fieldset class="stack tight" id="field-roles" tabindex="-1" aria-invalid=${error ? 'true' : 'false'}>
		<legend class="label">${t('roles')}</legend>${ROLES.map(row)}${errorLine({ id: 'field-roles', label: '', error })}</fieldset>`
}

/** Whether one of the roles sees patients, and so may have a column. */
export const isClinical = (chosen: ReadonlySet<Role>): boolean =>
	chosen.has('veterinarian') || chosen.has('nurse')
