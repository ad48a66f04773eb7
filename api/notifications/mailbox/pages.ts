import type { LocalMessage } from '../../database/models/notification.ts'
import { type Html, html } from '../html.ts'
import type { MessageLine } from './queries.ts'

const REFRESH_SECONDS = 5

/** The list; asks for itself again every few seconds unless told not to. */
export function listPage(messages: readonly MessageLine[], refreshes: boolean): string {
	const content = html`
<h1>Mailbox</h1>
<p class="quiet">Mail stays on this machine. Here is every message as it would have arrived.
${
	refreshes
		? html`The list renews itself. <a href="/mailbox?refresh=off">Stop that</a>`
		: html`<a href="/mailbox">Renew the list by itself</a>`
}</p>
${messages.length === 0 ? html`<p class="empty">Nothing yet. Book a visit, and its mail arrives here.</p>` : list(messages)}`
	return page('Mailbox', content, refreshes ? REFRESH_SECONDS : 0)
}

function list(messages: readonly MessageLine[]): Html {
	return html`<ol class="messages">${messages.map(
		(message) => html`
<li><a href="/mailbox/${message.id}">
<strong dir="auto">${message.subject || 'No subject'}</strong>
<span>To ${message.recipient}</span>
<span class="quiet">${message.sender}, ${time(message.createdAt)}</span>
</a></li>`,
	)}
</ol>`
}

/** One message: its head, its HTML in a frame that can run nothing, its text, its files. */
export function messagePage(message: LocalMessage): string {
	const { id, attachments } = message
	const content = html`
<p><a href="/mailbox">All messages</a></p>
<h1 dir="auto">${message.subject || 'No subject'}</h1>
<dl>
<dt>From</dt><dd>${message.sender}</dd>
<dt>To</dt><dd>${message.recipient}</dd>
${Object.entries(message.headers).map(([name, value]) => value && html`<dt>${name}</dt><dd>${value}</dd>`)}
<dt>Arrived</dt><dd>${time(message.createdAt)}</dd>
</dl>
${attachments.length > 0 && files(message)}
${
	message.htmlBody !== null &&
	html`<h2>As HTML</h2>
<iframe title="The message as HTML" src="/mailbox/${id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
}
<h2>As text</h2>
<pre tabindex="0">${linked(message.textBody ?? '')}</pre>`
	return page(message.subject || 'No subject', content)
}

function files({ id, attachments }: LocalMessage): Html {
	return html`<h2>Files</h2>
<ul>${attachments.map(
		(file, at) => html`
<li><a href="/mailbox/${id}/attachments/${at}" download="${file.name}">${file.name}</a>
<span class="quiet">${file.contentType}</span></li>`,
	)}
</ul>`
}

/** Addresses in a text become links, as a mail reader would have it. */
function linked(text: string): Html[] {
	const parts = text.split(/(https?:\/\/[^\s<>"]+)/)
	return parts.map((part, at) => (at % 2 ? html`<a href="${part}">${part}</a>` : html`${part}`))
}

function time(instant: Date): Html {
	const iso = instant.toISOString()
	return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`
}

function page(title: string, content: Html, refresh = 0): string {
	return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
${refresh > 0 && html`<meta http-equiv="refresh" content="${refresh}">`}
<title>${title}</title>
<link rel="stylesheet" href="/mailbox/mailbox.css">
</head>
<body>
<main>${content}
</main>
</body>
</html>
`)
}

export const stylesheet = `
:root { color-scheme: light dark; --line: #d8e0dd; --quiet: #52605c; --link: #0b6459; --card: #fff;
	--back: #f3f6f5; --text: #16211e; }
@media (prefers-color-scheme: dark) { :root { --line: #2c3734; --quiet: #b3bdba; --link: #9addd2;
	--card: #18201e; --back: #101615; --text: #eef3f1; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text);
	font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-inline-size: 760px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; margin: 28px 0 8px; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.quiet { color: var(--quiet); }
.empty { padding: 32px; border: 1px dashed var(--line); border-radius: 16px; text-align: center; }
.messages { list-style: none; margin: 24px 0 0; padding: 0; border: 1px solid var(--line);
	border-radius: 16px; background: var(--card); overflow: hidden; }
.messages li + li { border-block-start: 1px solid var(--line); }
.messages a { display: grid; gap: 2px; padding: 14px 18px; color: inherit; text-decoration: none;
	overflow-wrap: anywhere; }
.messages a:hover strong { text-decoration: underline; }
.messages a:focus-visible { outline-offset: -3px; }
.messages span { font-size: .875rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 16px 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { inline-size: 100%; block-size: 1180px; resize: vertical; border: 1px solid var(--line);
	border-radius: 16px; background: var(--card); }
pre { margin: 0; padding: 18px; border: 1px solid var(--line); border-radius: 16px;
	background: var(--card); white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
`
