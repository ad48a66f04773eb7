import type { LocalMessage } from '../../database/models/notification.ts'
import { type Html, html } from '../html.ts'
import type { MessageLine } from './queries.ts'

/** The list; asks for itself again every few seconds unless told not to. */
export function listPage(messages: readonly MessageLine[], refreshes: boolean, now: Date): string {
	const [first, ...others] = new Set(messages.map(({ sender }) => sender))
	const only = others.length === 0 ? first : null
	const content = html`
<h1>Mailbox</h1>
<p class="quiet">Mail stays on this machine. Here is every message as it would have arrived${
		only && html`, all from <span dir="auto">${only}</span>`
	}.
${
	refreshes
		? html`The list renews itself. <a href="/mailbox?refresh=off">Stop that</a>`
		: html`<a href="/mailbox">Renew the list by itself</a>`
}</p>
${
	messages.length === 0
		? html`<p class="empty">Nothing yet. Book a visit, and its mail arrives here.</p>`
		: html`<ol class="messages">${messages.map((message) => line(message, !only, now))}
</ol>`
}`
	return page('Mailbox', content, refreshes ? html`<meta http-equiv="refresh" content="5">` : null)
}

function line(message: MessageLine, withSender: boolean, now: Date): Html {
	const { id, sender, recipient, createdAt } = message
	return html`
<li><a href="/mailbox/${id}">
<strong dir="auto">${titleOf(message)}</strong>
<span class="quiet">${ago(createdAt, now)}</span>
<span>To ${recipient}</span>
${withSender && html`<span class="quiet" dir="auto">${sender}</span>`}
</a></li>`
}

/** One message: its HTML in a frame that can run nothing, its files; folded below, text and head. */
export function messagePage(message: LocalMessage, now: Date): string {
	const { id, recipient, createdAt, htmlBody, textBody } = message
	const text = html`<pre tabindex="0">${linked(textBody ?? '')}</pre>`
	const content = html`
<p class="head"><a href="/mailbox">All messages</a>
<span class="quiet">To ${recipient}, ${ago(createdAt, now)}</span></p>
<h1 dir="auto">${titleOf(message)}</h1>
${
	htmlBody === null
		? text
		: html`<iframe title="The message" src="/mailbox/${id}/html" sandbox="${FRAME}"></iframe>`
}
${files(message)}
${htmlBody !== null && html`<details><summary>As plain text</summary>${text}</details>`}
<details><summary>Headers</summary>${head(message)}</details>`
	const sizes = htmlBody !== null && html`<script type="module" src="/mailbox/frame.js"></script>`
	return page(titleOf(message), content, sizes)
}

function titleOf({ channel, subject }: Pick<LocalMessage, 'channel' | 'subject'>): string {
	return channel === 'sms' ? 'Text message' : subject || 'No subject'
}

/** Sharing our origin lets us measure it; with no scripts allowed it can do nothing with that. */
const FRAME = 'allow-popups allow-popups-to-escape-sandbox allow-same-origin'

function head({ sender, recipient, headers, createdAt }: LocalMessage): Html {
	const iso = createdAt.toISOString()
	return html`<dl>
<dt>From</dt><dd>${sender}</dd>
<dt>To</dt><dd>${recipient}</dd>
${Object.entries(headers).map(([name, value]) => value && html`<dt>${name}</dt><dd>${value}</dd>`)}
<dt>Arrived</dt><dd>${iso.slice(0, 19).replace('T', ' ')} UTC</dd>
</dl>`
}

function files({ id, attachments }: LocalMessage): Html | false {
	if (attachments.length === 0) return false
	return html`<ul class="files">${attachments.map(
		(file, at) => html`
<li><a href="/mailbox/${id}/attachments/${at}" download="${file.name}">${file.name}</a>
<span class="quiet">${file.contentType.split(';')[0]}</span></li>`,
	)}
</ul>`
}

/** Addresses in a text become links, as a mail reader would have it. */
function linked(text: string): Html[] {
	const parts = text.split(/(https?:\/\/[^\s<>"]+)/)
	return parts.map((part, at) => (at % 2 ? html`<a href="${part}">${part}</a>` : html`${part}`))
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** `3 minutes ago`, which is the same in every clinic's zone; the instant itself as a tooltip. */
function ago(instant: Date, now: Date): Html {
	const iso = instant.toISOString()
	const minutes = Math.max(0, Math.floor((now.getTime() - instant.getTime()) / 60_000))
	return html`<time datetime="${iso}" title="${iso}">${agoText(minutes)}</time>`
}

function agoText(minutes: number): string {
	if (minutes < 1) return 'just now'
	if (minutes < 60) return relative.format(-minutes, 'minute')
	const hours = Math.floor(minutes / 60)
	return hours < 24
		? relative.format(-hours, 'hour')
		: relative.format(-Math.floor(hours / 24), 'day')
}

function page(title: string, content: Html, inHead: Html | false | null = null): string {
	return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/mailbox/mailbox.css">
${inHead}
</head>
<body>
<main>${content}
</main>
</body>
</html>
`)
}
