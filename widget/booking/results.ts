import type { BookedAppointment, VetslotClient } from '@vetslot/sdk'
import { html } from 'lit'
import { button } from '../controls/buttons.ts'
import { confirmBox } from '../controls/dialog.ts'
import type { Words } from '../locales/localize.ts'

/** Puts the reference on the clipboard; without one there is still the text to read. */
export async function copyReference({ reference }: BookedAppointment): Promise<void> {
	await navigator.clipboard?.writeText(reference).catch(() => {})
}

/** Hands the visit to the device as a calendar file. */
export async function saveCalendar(
	client: VetslotClient,
	{ id, manageToken, reference }: BookedAppointment,
): Promise<void> {
	const text = await client.appointments.calendar(id, { manageToken }).catch(() => '')
	if (!text) return
	const link = document.createElement('a')
	link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }))
	link.download = `${reference}.ics`
	link.click()
	setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

/** What is asked before the dialog closes with something in it. */
export const leaveQuestion = ({ t }: Words, stay: () => void, leave: () => void) =>
	html`${confirmBox({
		title: t('leave-title'),
		text: t('leave-text'),
		stay: button('primary', { label: t('keep-going'), onClick: stay }),
		leave: button('quiet', { label: t('leave'), onClick: leave }),
	})}`
