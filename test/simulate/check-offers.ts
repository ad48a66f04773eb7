import { seeded } from '../../api/clinics/demo/seed.ts'
import { callOnce } from './caller.ts'
import { wishedStart } from './owners.ts'
import type { Step } from './plan.ts'
import { offered } from './readers.ts'
import type { Call } from './told.ts'
import type { World } from './world.ts'

// A cached answer may be as old as that.
const STALE_MS = 1100

/** While nothing else happens: what is offered can be held, and what is not offered can't. */
export async function checkOffers(world: World): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, STALE_MS))
	const name = `offers${world.counts.checkpoints ?? 0}`
	const random = seeded(`${world.plan.seed}/${name}`)
	for (const [i, clinic] of world.clinics.entries()) {
		for (const [j, typeId] of [clinic.types.check, clinic.scanType].entries()) {
			const draws = Array.from({ length: 8 }, () => random.next())
			const step = { name: `${name}-${i}${j}`, clinic: i, draws, fault: 'none', patience: 0 }
			await holdOffered(world, { ...step, kind: 'offer', fault: 'none' }, typeId)
		}
	}
}

async function holdOffered(world: World, step: Step, typeId: string): Promise<void> {
	const clinic = world.clinics[step.clinic]
	if (!clinic) return
	const found = await offered(world, step, typeId)
	if (found) {
		const { status, body } = await hold(world, step, [typeId, ...found])
		if (status === 201) await giveBack(world, step, body)
		else world.find('offered is bookable', `${clinic.zone} ${found}: ${JSON.stringify(body)}`)
		world.count('offers held')
	}
	const vet = clinic.vets[Math.floor((step.draws[2] ?? 0) * clinic.vets.length)] ?? ''
	const start = wishedStart(world, step.draws[3])
	const all = await startsOf(world, step, typeId, start)
	if (!all) return
	const isOffered = all.some(
		(one) => one.vet === vet && Date.parse(one.start) === Date.parse(start),
	)
	const { status, body } = await hold(world, { ...step, name: `${step.name}n` }, [
		typeId,
		start,
		vet,
	])
	if (status === 201) await giveBack(world, { ...step, name: `${step.name}n` }, body)
	if ((status === 201) === isOffered) return
	const what = `${clinic.zone} ${start} is ${isOffered ? '' : 'not '}offered, holding: ${status}`
	world.find('offered is bookable', `${what} ${JSON.stringify(body.issues ?? '')}`)
}

async function startsOf(world: World, step: Step, typeId: string, near: string) {
	const clinic = world.clinics[step.clinic]
	if (!clinic) return
	const day = (ahead: number) =>
		new Date(Date.parse(near) + ahead * 86_400_000).toISOString().slice(0, 10)
	const query = `appointmentTypeId=${typeId}&species=dog&from=${day(-1)}&to=${day(1)}`
	const path = `/api/customer/clinics/${clinic.id}/availability?${query}`
	const { body } = await ask(world, step, { clinic, method: 'GET', path })
	type Day = { veterinarians: { id: string; starts: string[] }[] }
	return (body.days as Day[]).flatMap((one) =>
		one.veterinarians.flatMap((vet) => vet.starts.map((start) => ({ start, vet: vet.id }))),
	)
}

async function ask(world: World, step: Step, call: Call) {
	const answer = await callOnce(world.serverFor(step, 0), call)
	world.watch(call, answer)
	return answer
}

function hold(world: World, step: Step, [typeId, start, vet]: [string, string, string]) {
	const clinic = world.clinics[step.clinic] as Call['clinic']
	const visit = { species: 'dog', pets: 1, problems: 1, amber: false }
	const body = { appointmentTypeId: typeId, visit, start, veterinarianId: vet }
	const intent = `${world.plan.seed}-${step.name}-hold`.padEnd(32, '.')
	world.told.intents.set(intent, 'maybe')
	return ask(world, step, { clinic, method: 'POST', path: '/api/customer/holds', body, intent })
}

async function giveBack(world: World, step: Step, held: { id: string; token: string }) {
	const clinic = world.clinics[step.clinic] as Call['clinic']
	const path = `/api/customer/holds/${held.id}`
	const intent = `${world.plan.seed}-${step.name}-back`.padEnd(32, '.')
	world.told.intents.set(intent, 'maybe')
	await ask(world, step, { clinic, method: 'DELETE', path, hold: held.token, intent })
}
