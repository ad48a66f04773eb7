import type { Query } from '../../database/tenant.ts'
import { cancelMessages } from '../../pets/deceased.ts'
import {
	externalId,
	kilograms,
	microchip,
	notes,
	oneOf,
	pastDay,
	petName,
	shortText,
	spelled,
	yesOrNo,
} from '../cells.ts'
import type { Reader, Row } from '../row.ts'
import type { Draft, Kind, Values, Written } from './kind.ts'
import { petOwners } from './pet-owners.ts'
import { species } from './species.ts'

/** Animals; their owners are imported before. */
export const pets: Kind = {
	table: 'pets',
	fields: [
		{
			name: 'external_id',
			also: 'id petid patientid animalid petno patientno patientnumber'.split(' '),
			isRequired: true,
		},
		{
			name: 'owner_external_id',
			also: 'owner ownerid clientid clientno clientnumber accountno accountnumber customerid clientexternalid'.split(
				' ',
			),
			isRequired: true,
		},
		{ name: 'name', also: 'petname patientname animalname patient'.split(' '), isRequired: true },
		{ name: 'species', also: ['animaltype', 'animal', 'speciesname'], isRequired: true },
		{ name: 'breed', also: ['breedname'] },
		{ name: 'sex', also: ['gender'] },
		{ name: 'neutered', also: 'isneutered spayed desexed castrated altered fixed'.split(' ') },
		{ name: 'born_on', also: 'dateofbirth dob birthdate birthday birth born'.split(' ') },
		{ name: 'weight', also: 'weightkg bodyweight lastweight currentweight'.split(' ') },
		{ name: 'color', also: ['colour', 'coat', 'coatcolor', 'coatcolour', 'markings'] },
		{ name: 'microchip', also: 'microchipno microchipnumber chip chipno chipnumber'.split(' ') },
		{ name: 'status', also: ['petstatus', 'patientstatus'] },
		{ name: 'deceased_on', also: 'dateofdeath deathdate died dod deceaseddate'.split(' ') },
		{ name: 'notes', also: 'note comments comment remarks'.split(' ') },
	],
	columns: {
		name: 'text',
		species: 'text',
		breed: 'text',
		sex: 'text',
		is_neutered: 'boolean',
		born_on: 'date',
		weight_kg: 'numeric',
		color: 'text',
		microchip: 'text',
		status: 'text',
		deceased_on: 'date',
		notes: 'text',
	},
	fresh: { match_status: 'confirmed' },
	otherwise: { sex: 'unknown', status: 'active' },
	ends: ['merged_into_id'],
	// Its records know better what it weighs.
	fills: ['weight_kg'],
	read: readPet,
	owner: { table: 'clients', field: 'owner_external_id', missing: 'unknown_owner' },
	links: petOwners,
	// What a file writes over is the clinic's from then on.
	onChange: `stated_by_owner = '{}'`,
	follow: quietDeceased,
	spare: spareDead,
}

/** A file is older than what the clinic knows: who has died does not live again by it. */
function spareDead({ row, values }: Draft, before: Values): Values {
	const isTakenBack = values.status !== null && values.status !== 'deceased'
	if (before.status !== 'deceased' || !isTakenBack) return values
	row.warn('status', 'died_before')
	return { ...values, status: null }
}

/** What waits to be sent about animals that have died is not sent any more. */
async function quietDeceased(query: Query, clinicId: string, rows: readonly Written[]) {
	const died = rows.filter(({ values }) => values.status === 'deceased').map(({ id }) => id)
	if (died.length > 0) await cancelMessages(query, clinicId, died)
}

function readPet(row: Row): Draft {
	const sex = row.read('sex', sexAndMore)
	const bornOn = row.read('born_on', pastDay)
	const deceasedOn = row.read('deceased_on', pastDay)
	if (bornOn !== null && deceasedOn !== null && deceasedOn < bornOn) {
		row.refuse('deceased_on', 'date_before')
	}
	return {
		row,
		externalId: row.require('external_id', externalId),
		belongsTo: row.require('owner_external_id', externalId),
		values: {
			name: row.require('name', petName),
			species: row.require('species', species),
			breed: row.read('breed', shortText),
			sex: sex?.sex ?? null,
			is_neutered: row.read('neutered', neutered) ?? sex?.isNeutered ?? null,
			born_on: bornOn,
			weight_kg: row.read('weight', kilograms),
			color: row.read('color', shortText),
			microchip: row.read('microchip', microchip),
			status: row.read('status', status) ?? (deceasedOn === null ? null : 'deceased'),
			deceased_on: deceasedOn,
			notes: row.read('notes', notes),
		},
	}
}

interface Sex {
	/** Null: the file does not know, but we may. */
	sex: 'female' | 'male' | null
	isNeutered: boolean | null
}

const SEXES: [spellings: string, sex: Sex['sex'], isNeutered: boolean | null][] = [
	['female,f,w,bitch,queen,doe,jill,hen,mare', 'female', null],
	['male,m,dog,tom,buck,hob,stallion', 'male', null],
	[
		'fn,fs,sf,spayed female,female spayed,female neutered,neutered female,female (neutered)',
		'female',
		true,
	],
	[
		'mn,mc,cm,nm,neutered male,male neutered,castrated male,male castrated,male (neutered),gelding',
		'male',
		true,
	],
	['fe,fi,entire female,female entire,intact female,female intact', 'female', false],
	['me,mi,entire male,male entire,intact male,male intact', 'male', false],
	['unknown,u,n/a,not known,?,unsexed', null, null],
]

/** Many programs keep sex and neutering in one code. */
const sexAndMore: Reader<Sex> = oneOf(
	new Map(
		SEXES.flatMap(([spellings, sex, isNeutered]) =>
			spellings.split(',').map((word) => [word, { sex, isNeutered }] as const),
		),
	),
	'invalid_sex',
)

const neutered = yesOrNo(
	['neutered', 'spayed', 'castrated', 'desexed', 'altered', 'fixed', 'n/s'],
	['entire', 'intact', 'not neutered', 'unneutered'],
)

const status = oneOf(
	spelled({
		active: 'alive,current,a',
		deceased: 'dead,died,rip,euthanised,euthanized,pts,d',
		moved: 'inactive,left,transferred,gone,rehomed',
	}),
	'invalid_status',
)
