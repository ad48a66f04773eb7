/** Why the database can't be used, in a sentence for the person who started the server. */
export class StartupError extends Error {
	override name = 'StartupError'
}
