import { email, externalId, locale, notes, personName, phone } from '../cells.ts'
import type { Row } from '../row.ts'
import type { Draft, Kind } from './kind.ts'

/** People whose pets the clinic looks after. */
export const clients: Kind = {
	table: 'clients',
	fields: [
		{
			name: 'external_id',
			also: 'id clientid clientno clientnumber clientcode accountno accountnumber account customerid ownerid'.split(
				' ',
			),
			isRequired: true,
		},
		{ name: 'name', also: 'fullname clientname ownername client owner customer'.split(' ') },
		{ name: 'first_name', also: 'forename givenname christianname'.split(' ') },
		{ name: 'last_name', also: 'surname familyname'.split(' ') },
		{ name: 'email', also: 'emailaddress mail clientemail owneremail'.split(' ') },
		{ name: 'mobile', also: 'mobilephone mobilenumber cell cellphone cellnumber'.split(' ') },
		{
			name: 'phone',
			also: 'telephone tel phonenumber telephonenumber homephone phone1 landline'.split(' '),
		},
		{ name: 'locale', also: ['language', 'lang'] },
		{ name: 'notes', also: 'note comments comment remarks'.split(' ') },
	],
	columns: { name: 'text', email: 'text', phone: 'text', locale: 'text', notes: 'text' },
	fresh: { match_status: 'confirmed' },
	otherwise: {},
	ends: ['merged_into_id', 'erased_at'],
	read: readClient,
}

function readClient(row: Row): Draft {
	const mobile = row.read('mobile', phone)
	const landline = row.read('phone', phone)
	return {
		row,
		externalId: row.require('external_id', externalId),
		belongsTo: null,
		values: {
			name: nameIn(row),
			email: row.read('email', email),
			// A message reaches it.
			phone: mobile ?? landline,
			locale: row.read('locale', locale),
			notes: row.read('notes', notes),
		},
	}
}

function nameIn(row: Row): string {
	const parts = [row.read('first_name', personName), row.read('last_name', personName)]
	const joined = parts.filter((part) => part !== null).join(' ')
	if (joined === '') return row.require('name', personName)
	return row.read('name', personName) ?? joined
}
