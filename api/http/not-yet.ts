/** Why a server can't serve yet, when nothing is wrong: it is told in the log, and no more. */
export class NotYet extends Error {
	override name = 'NotYet'
}
