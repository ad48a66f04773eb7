import type { Context } from 'koa'
import { colour } from '../../contract/colour.ts'
import { type Html, html } from '../../notifications/html.ts'
import { phoneText } from '../../notifications/phone-text.ts'
import type { Hosted } from './find.ts'

/** What a page of a clinic's consists of. */
export interface HostedPage {
	/** Before the clinic's name in the title. */
	title: string
	/** Further elements of its head. */
	head: Html
	/** What stands below the clinic's name. */
	body: Html
	/** The way to the clinic's other page. */
	other: Html
}

/** A clinic that has a key for pages. */
export type OpenClinic = Hosted & { key: string }

/** Answers with the page of a clinic that has a key for pages; else says whom to call. */
export function showPage(
	ctx: Context,
	clinic: Hosted | null,
	draw: (clinic: OpenClinic) => HostedPage,
): void {
	const isOpen = clinic !== null && clinic.key !== null
	ctx.status = isOpen ? 200 : 404
	ctx.type = 'text/html'
	const page = isOpen ? opened(clinic as OpenClinic, draw(clinic as OpenClinic)) : closed(clinic)
	ctx.body = `<!doctype html>\n${page}`
}

/** The brand's colour as a style sheet, for an element on a page that may have no inline style. */
export function brandSheet(clinic: Hosted | null): string {
	const accent = accentOf(clinic)
	return accent === undefined ? '' : `:root { --vetslot-accent: ${accent} }\n`
}

export const accentOf = (clinic: Hosted | null): string | undefined =>
	colour.safeParse(clinic?.settings.accent).data

const head = (title: string) => html`<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
	<meta name="color-scheme" content="light dark">
	<title>${title}</title>
	<link rel="stylesheet" href="/widget/v1/hosted.css">`

function opened(clinic: OpenClinic, page: HostedPage): Html {
	const { name, locale, address_lines: address } = clinic
	return html`<html lang="${locale}">
<head>
	${head(`${page.title}: ${name}`)}
	${page.head}
</head>
<body>
	<main>
		<h1>${name}</h1>
		${page.body}
		<footer>${address.map((line) => html`<span>${line}</span> `)}${call(clinic)} ${page.other}</footer>
	</main>
</body>
</html>`
}

function closed(clinic: Hosted | null): Html {
	return html`<html lang="en">
<head>
	${head('No page')}
</head>
<body>
	<main>
		<h1>${clinic?.name ?? 'No page here'}</h1>
		<p>${clinic ? 'Please call to book a visit.' : 'Please check the address, or call your clinic.'}</p>
		${clinic && call(clinic)}
	</main>
</body>
</html>`
}

/** What stands in an element's tag until it has started. */
export function call({ phone, locale }: Hosted): Html | null {
	if (!phone) return null
	return html`<a href="tel:${phone}">Call to book: ${phoneText(phone, locale)}</a>`
}
