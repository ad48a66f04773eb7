import * as assert from 'uvu/assert'
import { confirmation, letter } from './mailbox.ts'
import type { Owner } from './owner.ts'
import type { Product } from './product.ts'

const PASSWORD = 'three calm brown dogs'

/** From having no account to having none any more, on the clinic's site and on ours. */
export interface Journey {
	owner: Owner
	product: Product
	email: string
	/** What is seen between the sign-in on the clinic's site and the portal there. */
	cameIn: () => Promise<void>
}

export async function travel(journey: Journey): Promise<void> {
	const { owner, cameIn } = journey
	await join(journey)
	await signIn(journey)
	await cameIn()
	await owner.meets('No visits planned')
	await addPet(owner, 'Biscuit')
	await addPet(owner, 'Mo')
	await bookForTwo(owner)
	await move(owner)
	await readHistory(owner)
	await leaveForGood(owner)
	await signIn(journey)
	await owner.meets('Email and password don’t fit together')
}

/** Asks for an account on the clinic's site, and proves on ours whose address it is. */
export async function join({ owner, product, email }: Journey): Promise<void> {
	await owner.page.goto(`${product.site}/pets.html`)
	await owner.choose(/^Create an account$/)
	await owner.fill('Your name', 'Sam Rivera')
	await owner.fill('Email', email)
	await owner.fill('Password', PASSWORD)
	await owner.choose(/^Create an account$/, '[type=submit]')
	await owner.meets('Check your mail')
	await owner.page.goto(confirmation(await letter(product.api, email)))
	await owner.meets('Is this you?')
	assert.not.match(owner.page.url(), /verify=/, 'the token has left the address')
	await owner.fill('The password you chose', PASSWORD)
	await owner.choose(/^Confirm$/)
	await owner.meets('Hello, Sam')
}

/** The clinic's site is another site: there the sign-in is one of its own. */
export async function signIn({ owner, product, email }: Journey): Promise<void> {
	await owner.page.goto(`${product.site}/pets.html`)
	await giveAgain(owner, email)
}

/** Answers the door where it stands. */
export async function giveAgain(owner: Owner, email: string): Promise<void> {
	await owner.fill('Email', email)
	await owner.fill('Password', PASSWORD)
	await owner.choose(/^Sign in$/, '[type=submit]')
}

export async function addPet(owner: Owner, name: string): Promise<void> {
	await owner.choose(/^\+?\s*Add (a|your first) pet/)
	await owner.fill('Name', name)
	await owner.fill('Species', 'Dog')
	await owner.choose(/^Save$/)
	await owner.meets(`About ${name}`)
	await owner.goTo(/^Home$/)
	await owner.meets('Hello, Sam')
}

async function bookForTwo(owner: Owner): Promise<void> {
	await beginBooking(owner)
	await owner.pickTime(4)
	await owner.choose(/^Continue/)
	await owner.meets('Anything else we should know?')
	await owner.fill('Mobile', '07700 900142')
	await owner.choose(/^Yes$/)
	await owner.choose(/^Review your visit/)
	await owner.choose(/^Book this visit/)
	await owner.meets('You’re booked, Sam')
}

/** A visit for both pets, as far as the times. */
export async function beginBooking(owner: Owner): Promise<void> {
	await owner.choose(/^Book a visit$/)
	await owner.choose(/^Biscuit$/)
	await owner.choose(/^Mo$/)
	await owner.choose(/^Health check and yearly vaccination/)
	await (await owner.page.waitForSelector('>>> #age-count'))?.type('4')
	await owner.choose(/^Years$/)
	await owner.choose(/^Continue$/)
	await owner.meets('When suits you?')
}

async function move(owner: Owner): Promise<void> {
	await owner.goTo(/^Home$/)
	await owner.meets('Next visit')
	await owner.choose(/^Change/)
	await owner.choose(/^Move to another time/)
	await owner.meets('When suits you instead?')
	await owner.pickTime(6)
	await owner.choose(/^(Move|Yes)/)
	await owner.meets('Moved to')
}

async function readHistory(owner: Owner): Promise<void> {
	await owner.goTo(/^Home$/)
	await owner.choose(/^Biscuit/)
	await owner.choose(/^Medical history/)
	await owner.meets('Medical history')
}

/** Carries everything away, and has it deleted. */
async function leaveForGood(owner: Owner): Promise<void> {
	await owner.goTo(/^Your data/)
	await owner.choose(/^Download your data/)
	await owner.meets('Your data is saved')
	await owner.choose(/^Delete account and data/)
	await owner.choose(/^Yes, delete everything/)
	await owner.meets('Your account is deleted')
}
