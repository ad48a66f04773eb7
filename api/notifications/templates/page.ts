import { type Html, html } from '../html.ts'
import type { Fact, Letter } from './letter.ts'

const font = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif'
const muted = 'color:#52605c'

// Colours stand inline for readers that drop <style>; these repaint them where dark is wanted.
const styles = html`<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
body,.v-back{background:#101615!important;color:#eef3f1!important}
.v-card{background:#18201e!important;border-color:#2c3734!important;color:#eef3f1!important}
.v-muted{color:#b3bdba!important}
.v-note{background:#2b2418!important;color:#f1e6d3!important}
.v-button{background:#7fcfc2!important;color:#0b1f1c!important}
.v-link{color:#9addd2!important}}
</style>`

/** The letter as HTML that phones, desktops and dark screens can show. */
export function renderHtml(letter: Letter): string {
	return String(html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no">
<title>${letter.subject}</title>
${styles}
</head>
<body class="v-back" style="margin:0;background:#f3f6f5;color:#16211e;${font};font-size:16px;line-height:1.5">
<div style="display:none;max-height:0;overflow:hidden">${letter.preview}</div>
<div style="max-width:560px;margin:0 auto;padding:24px 16px">
<p class="v-muted" style="margin:0 0 12px;font-size:14px;${muted}">${letter.clinic.name}</p>
<main class="v-card" style="background:#ffffff;border:1px solid #dfe6e3;border-radius:16px;padding:24px 20px">
<h1 style="margin:0 0 12px;font-size:24px;line-height:1.25" dir="auto">${letter.heading}</h1>
${letter.paragraphs.map(paragraph)}
${letter.facts.length > 0 && html`<dl style="margin:20px 0">${letter.facts.map(fact)}</dl>`}
${letter.preparation.length > 0 && preparation(letter.preparation)}
${letter.action && button(letter.action)}
${letter.closing.map(paragraph)}
${letter.aside && link(letter.aside)}
</main>
${footer(letter.clinic)}
</div>
</body>
</html>
`)
}

function paragraph(words: string): Html {
	return html`<p style="margin:0 0 12px" dir="auto">${words}</p>`
}

function fact({ label, lines }: Fact): Html {
	return html`
<dt class="v-muted" style="margin:12px 0 0;font-size:14px;${muted}">${label}</dt>
<dd style="margin:0" dir="auto">${lines.map((line, at) => html`${at > 0 && html`<br>`}${line}`)}</dd>`
}

function preparation(notes: readonly string[]): Html {
	return html`<div class="v-note" style="margin:20px 0;padding:16px;border-radius:12px;background:#faf1e3;color:#4b3716">
<h2 style="margin:0 0 8px;font-size:16px">Before you come</h2>
<ul style="margin:0;padding:0 0 0 20px">${notes.map((note) => html`<li style="margin:0 0 4px">${note}</li>`)}</ul>
</div>`
}

function button({ label, url }: { label: string; url: string }): Html {
	return html`<p style="margin:20px 0">
<a class="v-button" href="${url}" style="display:inline-block;padding:14px 24px;border-radius:14px;background:#0b6459;color:#ffffff;font-weight:600;text-decoration:none">${label}</a>
</p>`
}

function link({ label, url }: { label: string; url: string }): Html {
	return html`<p style="margin:0 0 12px;font-size:14px"><a class="v-link" href="${url}" style="color:#0b6459">${label}</a></p>`
}

function footer({ name, phone, address }: Letter['clinic']): Html {
	const dial = phone.replace(/[^+\d]/g, '')
	return html`<p class="v-muted" style="margin:16px 4px 0;font-size:14px;${muted}">${[name, ...address].join(', ')}${
		phone &&
		html`<br><a class="v-link" href="tel:${dial}" style="color:#0b6459;white-space:nowrap">${phone}</a>`
	}</p>`
}
