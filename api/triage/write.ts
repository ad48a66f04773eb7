import type { Knex } from 'knex'
import type { TriageBody, TriageChange } from '../contract/triage.ts'
import { type Actor, audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { invalidRequest, Problem } from '../http/problem.ts'

interface Asked {
	clinicId: string
	actor: Actor
}

interface QuestionRow extends TriageBody {
	id: string
	code: string
	draft: TriageBody | null
}

/** Adds a question behind the others. Owners are asked it once a vet has approved it. */
export async function addQuestion(
	trx: Knex.Transaction,
	{ clinicId, actor, body }: Asked & { body: TriageBody },
): Promise<{ questionId: string }> {
	const id = newId()
	const last = await trx('triage_questions')
		.where({ clinic_id: clinicId })
		.max('sort_order as place')
		.first()
	await trx('triage_questions').insert({
		...{ clinic_id: clinicId, id, code: id, ...body, action: actionOf(body) },
		sort_order: Number(last?.place ?? 0) + 1,
		is_published: false,
		draft: JSON.stringify(body),
	})
	await audit(trx, clinicId, { actor, action: 'triage.added', subjectId: id })
	return { questionId: id }
}

const actionOf = ({ level }: TriageBody) =>
	level === 'red' ? 'stop_booking_and_call' : 'same_day_slot_or_call'

/**
 * Writes other words, which wait for a vet while the old ones are asked; or takes a question out of
 * use, at once.
 *
 * @throws Problem `question_not_found`
 */
export async function changeQuestion(
	trx: Knex.Transaction,
	{ clinicId, actor, id, body }: Asked & { id: string; body: TriageChange },
): Promise<{ questionId: string }> {
	const old = await lockQuestion(trx, clinicId, id)
	const { words, active } = body
	await trx('triage_questions')
		.where({ clinic_id: clinicId, id: old.id })
		.update({
			...(words === undefined ? {} : { draft: JSON.stringify(words) }),
			...(active === undefined ? {} : { is_active: active }),
			updated_at: trx.fn.now(),
		})
	const data = { words: words !== undefined, active: active ?? null }
	await audit(trx, clinicId, { actor, action: 'triage.changed', subjectId: old.id, data })
	return { questionId: old.id }
}

/**
 * A vet stands in for the words that were read: they are what owners are asked from now on.
 *
 * @throws Problem `question_not_found`, `conflict` when the words are others by now
 */
export async function approveQuestion(
	trx: Knex.Transaction,
	{ clinicId, actor, id, words }: Asked & { id: string; words: TriageBody },
): Promise<{ questionId: string }> {
	const old = await lockQuestion(trx, clinicId, id)
	if (!isSame(old.draft ?? old, words)) {
		throw new Problem('conflict', { detail: 'The words have changed. Please read them again.' })
	}
	// A code names one question of a species; with another species it may stand for another already.
	const code = old.species === words.species ? old.code : old.id
	await trx('triage_questions')
		.where({ clinic_id: clinicId, id: old.id })
		.update({
			...{ ...words, code, action: actionOf(words), is_published: true, draft: null },
			...{ approved_by: actor.id, approved_at: trx.fn.now(), updated_at: trx.fn.now() },
		})
	await audit(trx, clinicId, { actor, action: 'triage.approved', subjectId: old.id })
	return { questionId: old.id }
}

function isSame(a: TriageBody, b: TriageBody): boolean {
	const keys = ['text', 'level', 'species', 'emphasis'] as const
	return keys.every((key) => a[key] === b[key])
}

/**
 * Puts the questions in another order.
 *
 * @throws Problem `invalid_request` unless all of them are named
 */
export async function orderQuestions(
	trx: Knex.Transaction,
	{ clinicId, actor, ids }: Asked & { ids: readonly string[] },
): Promise<{ questionId: null }> {
	const query = queryOf(trx)
	const rows = await query<{ id: string }>(
		'select q.id from triage_questions q where q.clinic_id = $1 order by q.id for no key update',
		[clinicId],
	)
	const wanted = ids.map((id) => id.toLowerCase())
	if (rows.length !== wanted.length || rows.some((row) => !wanted.includes(row.id))) {
		const message = 'Must name all questions'
		throw invalidRequest([{ path: 'ids', in: 'body', code: 'incomplete', message }])
	}
	await query(
		`update triage_questions q set sort_order = x.place, updated_at = now()
		from unnest($2::uuid[]) with ordinality as x(id, place)
		where q.clinic_id = $1 and q.id = x.id`,
		[clinicId, wanted],
	)
	await audit(trx, clinicId, { actor, action: 'triage.ordered', subjectId: null })
	return { questionId: null }
}

async function lockQuestion(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
): Promise<QuestionRow> {
	const row: QuestionRow | undefined = await trx('triage_questions')
		.where({ clinic_id: clinicId, id })
		.forNoKeyUpdate()
		.first('id', 'code', 'text', 'level', 'species', 'emphasis', 'draft')
	if (!row) throw new Problem('question_not_found')
	return row
}
