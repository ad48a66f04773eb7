import { html, type TemplateResult } from 'lit'
import { formatPhone } from '../locales/phone.ts'
import type { ConsoleContext } from './context.ts'

type Desk = Pick<ConsoleContext, 'words'>

/** Whose numbers are written without their country: those of where the clinic is. */
export const regionOf = ({ words }: Desk): string => new Intl.Locale(words.locale).region ?? ''

/** "07700 900311", as people where the clinic is read it; nothing where there is none. */
export const phoneText = (desk: Desk, phone: string | null | undefined): string =>
	phone ? formatPhone(phone, regionOf(desk)) : ''

/** The same where it stands in a line whatever the direction of the words around it. */
export const phoneMark = (desk: Desk, phone: string | null): TemplateResult =>
	html`<bdi dir="ltr">${phoneText(desk, phone)}</bdi>`

/** The same to be dialled. */
export const phoneLink = (desk: Desk, phone: string): TemplateResult =>
	html`<a class="link" href="tel:${phone}">${phoneMark(desk, phone)}</a>`
