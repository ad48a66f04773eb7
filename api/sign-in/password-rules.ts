import type { Issue } from '../contract/problem.ts'
import { invalidRequest } from '../http/problem.ts'

/** What a guesser knows of somebody. */
export interface Known {
	email: string | null
	name: string
	clinic: { slug: string; name: string }
}

/** What lists of stolen passwords are full of; longest first, so that none hides in another. */
const COMMONEST = [
	...['qwertyuiop', 'asdfghjkl', 'password', 'passwort', 'qwertz', 'qwerty', 'azerty', 'zxcvbn'],
	...['iloveyou', 'football', 'baseball', 'princess', 'sunshine', 'superman', 'changeme'],
	...['trustno1', 'welcome', 'letmein', 'whatever', 'dragon', 'monkey', 'master', 'shadow'],
	...['administrator', 'admin', 'secret', 'vetslot', 'veterinary', 'clinic', 'abc123', '1q2w3e4r'],
].sort((a, b) => b.length - a.length)

/** Characters that have to be left when all that is easily guessed is taken away. */
const LEAST_OWN = 6

/**
 * Refuses a password that is made of the person's address, the clinic's name or the commonest ones,
 * as NIST SP 800-63B asks (5.1.1.2). It asks for no mix of kinds.
 *
 * @throws Problem `invalid_request` that names the field
 */
export function assertGoodPassword(password: string, known: Known): void {
	if (isHardToGuess(password, known)) return
	const message = 'Easy to guess: choose words that have nothing to do with you or the clinic'
	throw invalidRequest([{ path: 'password', in: 'body', code: 'too_guessable', message }])
}

export function isHardToGuess(password: string, known: Known): boolean {
	const rest = [...wordsOf(known), ...COMMONEST].reduce(
		(text, word) => text.replaceAll(word, ''),
		plain(password),
	)
	return rest.length >= LEAST_OWN && !isRun(rest)
}

/** A field that does not fit what is known, said like any other bad field. */
export function wrongField(path: string, code: string, message: string) {
	const issue: Issue = { path, in: 'body', code, message }
	return invalidRequest([issue])
}

function wordsOf({ email, name, clinic }: Known): string[] {
	const texts = [email ?? '', ...(email ?? '').split(/[@.]/), ...name.split(' ')]
	const all = [...texts, clinic.slug, clinic.name, ...clinic.name.split(' ')].map(plain)
	return all.filter((word) => word.length >= 3).sort((a, b) => b.length - a.length)
}

/** `1234…`, `abcd…`, `aaaa…`, also backwards and with a few of them doubled. */
function isRun(text: string): boolean {
	const steps = [...text].slice(1).map((letter, at) => letter.charCodeAt(0) - text.charCodeAt(at))
	const small = steps.filter((step) => Math.abs(step) <= 1 || Math.abs(step) === 9)
	return small.length === steps.length || new Set(text).size <= 2
}

/** Without case, and without what people put in between. */
function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s!-/:-@[-`{-~]/g, '')
}
