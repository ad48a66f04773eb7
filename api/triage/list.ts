import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import { secondText } from '../availability/presenter.ts'
import type { StaffTriageQuestion, TriageBody } from '../contract/triage.ts'
import { queryOf } from '../database/query.ts'
import { type Zone, zoneOf } from '../time/zone.ts'

interface Row extends TriageBody {
	id: string
	is_active: boolean
	is_published: boolean
	approved_at: Date | null
	approved_by: string | null
	draft: TriageBody | null
}

/** All questions, also those that nobody is asked, in their order. */
export async function listQuestions(
	trx: Knex,
	{ catalogue }: { catalogue: Catalogue },
	clinicId: string,
): Promise<StaffTriageQuestion[]> {
	const query = queryOf(trx)
	const { clinic } = await catalogue.read(query, clinicId)
	const rows = await query<Row>(
		`select q.id, q.text, q.level, q.species, q.emphasis, q.is_active, q.is_published,
			q.approved_at, u.name as approved_by, q.draft
		from triage_questions q
		left join users u on u.clinic_id = $1 and u.id = q.approved_by
		where q.clinic_id = $1 order by q.sort_order, q.id`,
		[clinicId],
	)
	return rows.map((row) => presentQuestion(row, zoneOf(clinic.plan.zone)))
}

function presentQuestion(row: Row, zone: Zone): StaffTriageQuestion {
	const { draft, approved_at: at, approved_by: by } = row
	return {
		id: row.id,
		...wordsOf(row),
		active: row.is_active,
		published: row.is_published,
		approved: at && { by, at: secondText(zone, at) },
		draft: draft && wordsOf(draft),
	}
}

function wordsOf({ text, level, species, emphasis }: TriageBody): TriageBody {
	return { text, level, species, emphasis }
}
