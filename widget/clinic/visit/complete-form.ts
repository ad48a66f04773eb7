import type { VetslotError, WriteVisitRecordsBody } from '@vetslot/sdk/staff'

type Records = WriteVisitRecordsBody['records']

const completeFields = [
	'summary',
	'advice',
	'weight',
	'vaccine',
	'batch',
	'nextDue',
	'medicine',
	'dose',
	'quantity',
	'test',
	'result',
] as const
export type CompleteField = (typeof completeFields)[number]
export type PetForm = Partial<Record<CompleteField, string>> & {
	shared?: boolean
	confirmed?: boolean
}
export type CompleteError = 'weight-wrong' | 'product-missing' | 'dose-missing'

/** What is wrong with one animal's part, by field. */
export function mistakesOf(form: PetForm): Partial<Record<CompleteField, CompleteError>> {
	const has = (field: CompleteField) => Boolean(form[field]?.trim())
	const weight = has('weight') && !(Number(form.weight!.replace(',', '.')) > 0)
	return {
		...(weight ? { weight: 'weight-wrong' as const } : {}),
		...(has('vaccine') !== has('batch')
			? { [has('vaccine') ? 'batch' : 'vaccine']: 'product-missing' as const }
			: {}),
		...(has('medicine') && !has('dose') ? { dose: 'dose-missing' as const } : {}),
		...(has('medicine') && !has('quantity') ? { quantity: 'dose-missing' as const } : {}),
	}
}

/** The entries of the record that come of one animal's part: as many as were filled in. */
export function recordsOf(petId: string, form: PetForm): Records {
	const text = (field: CompleteField) => form[field]?.trim() ?? ''
	const visibility = form.shared === false ? ('internal' as const) : ('shared' as const)
	const found: Records = []
	const add = (content: Records[number]['content'], internal = false) =>
		found.push({ petId, visibility: internal ? 'internal' : visibility, content })
	const advice = text('advice')
	if (text('summary')) add({ kind: 'visit', summary: text('summary'), ...(advice && { advice }) })
	if (text('weight'))
		add({
			...{ kind: 'weight', value: Number(text('weight').replace(',', '.')), unit: 'kg' },
			...(form.confirmed && { confirmed: true }),
		})
	const nextDueOn = text('nextDue')
	if (text('vaccine'))
		add({
			kind: 'vaccination',
			product: text('vaccine'),
			batch: text('batch'),
			...(nextDueOn && { nextDueOn }),
		})
	if (text('medicine'))
		add({
			kind: 'prescription',
			product: text('medicine'),
			dose: text('dose'),
			quantity: text('quantity'),
		})
	const result = text('result')
	// A lab result is for the vet's eyes until it is released.
	if (text('test'))
		add(
			{
				kind: 'lab_result',
				test: text('test'),
				status: result ? 'final' : 'ordered',
				...(result && { result }),
			},
			true,
		)
	return found
}

/** Where a part of an entry was typed, other than under its own name. */
const typedAs: Readonly<Record<string, CompleteField>> = {
	'weight.value': 'weight',
	'vaccination.product': 'vaccine',
	'vaccination.nextDueOn': 'nextDue',
	'prescription.product': 'medicine',
}

export interface Refused {
	field: CompleteField | 'cost' | undefined
	petId: string | undefined
	code: string
	message: string
}

/** What the server does not take, by the animal and the field that it was typed in. */
export function refusedOf(entries: Records, issues: VetslotError['issues']): Refused[] {
	return issues.map(({ path, code, message }) => {
		if (path === 'finalCost') return { field: 'cost', petId: undefined, code, message }
		const [, index, , key = ''] = path.split('.')
		const { petId, content } = entries[Number(index)] ?? {}
		const own = completeFields.find((one) => one === key)
		return { field: typedAs[`${content?.kind}.${key}`] ?? own, petId, code, message }
	})
}
