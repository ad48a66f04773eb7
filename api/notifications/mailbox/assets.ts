/** Of all pages of the mailbox. */
export const stylesheet = `
:root { color-scheme: light dark; --line: #d8e0dd; --quiet: #52605c; --link: #0b6459; --card: #fff;
	--back: #f3f6f5; --text: #16211e; }
@media (prefers-color-scheme: dark) { :root { --line: #2c3734; --quiet: #b3bdba; --link: #9addd2;
	--card: #18201e; --back: #101615; --text: #eef3f1; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text);
	font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-inline-size: 760px; margin: 0 auto; padding: 16px 16px 48px; }
h1 { font-size: 1.25rem; line-height: 1.25; margin: 0 0 12px; overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.quiet { color: var(--quiet); }
.empty { padding: 32px; border: 1px dashed var(--line); border-radius: 16px; text-align: center; }
.messages { list-style: none; margin: 24px 0 0; padding: 0; border: 1px solid var(--line);
	border-radius: 16px; background: var(--card); overflow: hidden; }
.messages li + li { border-block-start: 1px solid var(--line); }
.messages a { display: grid; grid-template-columns: 1fr auto; gap: 2px 16px; padding: 14px 18px;
	color: inherit; text-decoration: none; overflow-wrap: anywhere; }
.messages a:hover strong { text-decoration: underline; }
.messages a:focus-visible { outline-offset: -3px; }
.messages span { font-size: .875rem; }
.messages time { white-space: nowrap; }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; margin: 0 0 8px;
	font-size: .875rem; overflow-wrap: anywhere; }
.files { display: grid; gap: 4px; margin: 16px 0; padding: 0; list-style: none; }
details { border-block-start: 1px solid var(--line); }
summary { padding-block: 12px; cursor: pointer; }
details[open] { padding-block-end: 16px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { display: block; inline-size: 100%; block-size: 1000px; border: 1px solid var(--line);
	border-radius: 16px; background: var(--card); }
pre { margin: 0; padding: 18px; border: 1px solid var(--line); border-radius: 16px;
	background: var(--card); white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
`

/** Makes the frame as high as the message in it, at every width. */
export const frameScript = `
const frame = document.querySelector('iframe')
const fit = () => {
	const body = frame.contentDocument?.body
	if (body) frame.style.blockSize = Math.ceil(body.getBoundingClientRect().height) + 2 + 'px'
}
frame.addEventListener('load', fit)
new ResizeObserver(fit).observe(frame)
`
