import { VetslotError } from '@vetslot/sdk/staff'
import * as assert from 'uvu/assert'
import { PeopleView } from '../../../widget/clinic/people/people-view.ts'
import { violations } from '../axe.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { all, type Fake, press, settle, show, text, type } from './hours-desk.ts'
import { agree, peopleDesk } from './people-desk.ts'

const sent = ({ asked }: Fake, name: string) => asked.filter(([call]) => call === name)
const does = async (name: string) => {
	press(name)
	await settle()
}

function choose(name: string, bytes: number): File {
	const [field] = all<HTMLInputElement>('#field-file')
	const file = new File([new Uint8Array(bytes)], name, { type: 'application/pdf' })
	const transfer = new DataTransfer()
	transfer.items.add(file)
	field!.files = transfer.files
	field!.dispatchEvent(new Event('change', { bubbles: true }))
	return file
}

describe('documents of a pet in the console', () => {
	let fake: Fake
	beforeEach(async () => {
		fake = peopleDesk()
		agree(true)
		await show(new PeopleView(), fake, ['pet', 'p1'])
	})
	afterEach(() => document.body.replaceChildren())

	it('says from whom each is, and who may see it', async () => {
		assert.match(text(), 'From the owner, 1 Nov 2026, 3.2 MB')
		assert.match(text(), 'Dr Lind, 1 Nov 2026, 3.2 MB')
		assert.equal(await violations(), [])
	})

	it('asks for a file before anything travels, and says that one is too large', async () => {
		await does('Add a document')
		const [, submit] = all('button').filter((one) => one.textContent?.includes('Add a document'))
		submit!.click()
		await settle()
		assert.match(text(), 'Choose a file')
		choose('huge.pdf', 20_000_001)
		await settle()
		assert.match(text(), 'This file is 20 MB. At most 20 MB fit.')
		submit!.click()
		await settle()
		assert.is(sent(fake, 'files.add').length, 0)
		assert.equal(await violations(), [])
	})

	it('keeps a document from owners unless it is to be shared', async () => {
		await does('Add a document')
		const file = choose('scan.pdf', 12)
		type('field-title', 'Chest')
		const [, submit] = all('button').filter((one) => one.textContent?.includes('Add a document'))
		submit!.click()
		await settle()
		const [[, petId, content, query]] = sent(fake, 'files.add') as unknown as [unknown[]]
		assert.equal([petId, content], ['p1', file])
		assert.equal(query, { name: 'scan.pdf', title: 'Chest', visibility: 'internal' })
		assert.is(all('[role=dialog]').length, 0)
		assert.is(sent(fake, 'files.list').length, 2)
		assert.is(sent(fake, 'pets.records').length, 2)
	})

	it('shares a document of the clinic once that is agreed to, and none of an owner', async () => {
		agree(false)
		await does('Share with owners: x-ray.pdf')
		assert.is(sent(fake, 'files.change').length, 0)
		agree(true)
		await does('Share with owners: x-ray.pdf')
		assert.equal(sent(fake, 'files.change')[0], ['files.change', 'f1', { visibility: 'shared' }])
		assert.throws(() => press('Keep from owners: passport.pdf'), /Nothing is called/)
	})

	it('removes with a question, and tells who was second', async () => {
		agree(false)
		await does('Remove: passport.pdf')
		assert.is(sent(fake, 'files.remove').length, 0)
		assert.match(fake.told.join(), 'The owner, who sent it, loses it, too.')
		agree(true)
		fake.answers['files.remove'] = () => {
			throw new VetslotError({ code: 'file_not_found', status: 404, message: 'It is gone.' })
		}
		await does('Remove: x-ray.pdf')
		assert.ok(fake.told.includes('It is gone.'))
		assert.is(sent(fake, 'files.list').length, 2)
	})

	it('lets reception download, and nothing more', async () => {
		fake = peopleDesk(['receptionist'])
		await show(new PeopleView(), fake, ['pet', 'p1'])
		await does('Download: x-ray.pdf')
		assert.equal(sent(fake, 'files.content')[0], ['files.content', 'f1'])
		for (const name of ['Add a document', 'Share with owners', 'Remove']) {
			assert.throws(() => press(name), /Nothing is called/)
		}
	})
})
