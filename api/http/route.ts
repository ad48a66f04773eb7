import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import type { ProblemCode } from '../contract/problem.ts'
import type { Auth, AuthKind } from './authenticate.ts'
import type { KeptText } from './kept-text.ts'
import type { Permission } from './permission.ts'
import type { Upload, UploadTerms } from './upload.ts'

/** An answer that is not JSON, such as a calendar file. */
export interface OtherContent {
	contentType: string
	description: string
}

/** An answer that goes on for as long as the caller stays. */
export interface StreamContent extends OtherContent {
	streams: true
}

/** What a route may answer: a schema for JSON, `null` for no body, or other content. */
export type Responses = Readonly<Record<number, z.ZodType | OtherContent | StreamContent | null>>

/** Stands for a part that a route does not take: any field in it is refused. */
export const nothing = z.strictObject({})
export type Nothing = typeof nothing

/** Everything a route is: what is not written here can not be reached, and is in no document. */
export interface Declaration<
	K extends AuthKind = AuthKind,
	R extends Responses = Responses,
	P extends z.ZodType = z.ZodType,
	Q extends z.ZodType = z.ZodType,
	H extends z.ZodType = z.ZodType,
	B extends z.ZodType = z.ZodType,
	I extends boolean = boolean,
	U extends UploadTerms | undefined = UploadTerms | undefined,
> {
	method: 'get' | 'post' | 'put' | 'patch' | 'delete'
	/** Whole path, parameters as `:name`. */
	path: string
	/** One sentence, a verb first: `Book a visit as a guest`. */
	summary: string
	description?: string
	/** A stable name in the OpenAPI document and the generated types: `bookAppointment`. */
	operationId: string
	tags: readonly string[]
	auth: K
	/** Who may; every route of a clinic's own says so. */
	may?: Permission
	/** What a call asks for beside that, by what it is about; before its file is taken in. */
	mayBy?: (query: z.output<Q>) => Permission
	params?: P
	/** Without `key`, which belongs to authentication. */
	query?: Q
	/** Headers the route reads, names in lower case. Others are not looked at. */
	headers?: H
	body?: B
	/** A file instead of a body, handed over as `call.upload` once it is here and all else is in order. */
	upload?: U
	responses: R
	/** What may go wrong beyond what every route shares. */
	problems: readonly ProblemCode[]
	/** Requires an `Idempotency-Key`, handed over as `call.intent`. For every unsafe route. */
	idempotent?: I
}

/** One intent of a caller, for `withIdempotency`. */
export interface Intent {
	clinicId: string
	credential: string
	method: string
	/** The declared path with its parameters in lower case: one text, however it was called. */
	path: string
	key: string
	/** Hex SHA-256 of the body's meaning: the order of fields and white space do not count. */
	bodyHash: string
}

/** What a handler is given: parsed, typed, nothing of Koa. */
export interface Call<
	K extends AuthKind,
	P extends z.ZodType,
	Q extends z.ZodType,
	H extends z.ZodType,
	B extends z.ZodType,
	I extends boolean,
	U extends UploadTerms | undefined,
> {
	params: z.output<P>
	query: z.output<Q>
	headers: z.output<H>
	body: z.output<B>
	upload: U extends UploadTerms ? Upload : null
	auth: Auth<K>
	intent: I extends true ? Intent : null
	requestId: string
	/** Whom to count the call to: an IPv4 address, or the /64 of an IPv6 one. */
	address: string
	/** Whether the caller already has this version: answer `{ status: 304, etag }` and save the work. */
	has: (etag: string) => boolean
	/** Whether the caller's credentials are still good, for answers that go on. */
	stillAllowed: () => Promise<boolean>
}

interface ReplyOptions {
	headers?: Readonly<Record<string, string>>
	/** Without quotes. Left out on a GET, the guard makes one from the text of the answer. */
	etag?: string
}

/**
 * Gives what the same call would be answered with now, without looking at the call again. Whoever
 * hands this out may be asked by it for as long as the caller's key is known.
 */
export type Again = () => KeptText | Promise<KeptText>

type Body<S> = S extends z.ZodType
	? { body: z.input<S> } | { json: string | Buffer } | { json: KeptText; again?: Again }
	: S extends StreamContent
		? { stream: (sink: ServerResponse) => void; unsent?: () => void }
		: S extends OtherContent
			? { body: string | Buffer | Readable }
			: { body?: undefined }

/**
 * What a handler answers: a declared status with the body of its schema, or `json` where the text
 * of a body was checked and kept earlier.
 */
export type Reply<R extends Responses> =
	| { [S in keyof R & number]: { status: S } & Body<R[S]> & ReplyOptions }[keyof R & number]
	| ({ status: 304; etag: string } & ReplyOptions)

/** A reply with its types worn off, for the code that sends it. */
export interface AnyReply extends ReplyOptions {
	status: number
	body?: unknown
	json?: string | Buffer | KeptText
	again?: Again
	stream?: (sink: ServerResponse) => void
	/** Told where there is nobody to stream to. */
	unsent?: () => void
}

/** Whether a declared response is a schema. */
export function isSchema(value: z.ZodType | OtherContent | null | undefined): value is z.ZodType {
	return value instanceof z.ZodType
}
