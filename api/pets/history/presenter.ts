import { secondText } from '../../availability/presenter.ts'
import type { HistoryDetail, MedicalHistory } from '../../contract/medical-history.ts'
import type { Zone } from '../../time/zone.ts'
import type { HistoryRow } from './rows.ts'

/**
 * An entry as owners see it. Every field is named: what a record holds besides, such as why it was
 * corrected, is the clinic's.
 */
export function presentEntry(row: HistoryRow, zone: Zone): MedicalHistory['entries'][number] {
	return {
		id: row.id,
		on: row.on,
		title: row.title,
		nextDueOn: row.nextDueOn,
		veterinarian: row.veterinarian,
		appointmentId: row.appointmentId,
		correctedOn: row.correctedAt && secondText(zone, row.correctedAt).slice(0, 10),
		detail: detailOf(row),
	}
}

function detailOf(row: HistoryRow): HistoryDetail {
	const { kind, data, fileId } = row
	const text = (field: string) => textIn(data[field])
	switch (kind) {
		case 'visit':
			return {
				...{ kind, type: row.typeName, advice: text('advice') },
				summary: text('summary') ?? row.sharedNotes,
			}
		case 'vaccination':
			return {
				...{ kind, product: text('product'), batch: text('batch') },
				...{ expiresOn: text('expiresOn'), site: text('site') },
			}
		case 'prescription':
			return {
				...{ kind, product: text('product'), dose: text('dose'), quantity: text('quantity') },
				repeats: numberIn(data.repeats),
			}
		case 'lab_result':
			return { kind, test: text('test'), status: text('status'), result: text('result') }
		case 'weight':
			return { kind, kilograms: numberIn(data.kilograms) }
		case 'allergy':
			return { kind, substance: text('substance'), reaction: text('reaction') }
		case 'document':
			return {
				...{ kind, title: text('title'), fileName: text('fileName'), note: text('note') },
				fileId,
			}
	}
}

/** Imported rows may hold anything. */
const textIn = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const numberIn = (value: unknown) => (typeof value === 'number' ? value : null)
