import { css } from 'lit'
import { colours } from './colours.ts'
import { plainDark, plainLight } from './plain-roles.ts'

/** Every colour, and below it the default accent's for browsers that can't derive them. */
export const palette = css`
:host {
	${plainLight}
}
:host([theme='dark']) {
	${plainDark}
}
${colours}
`
