import { fileURLToPath } from 'node:url'
import { Router } from '@koa/router'
import Koa from 'koa'
import { ownerDoorRoutes } from './accounts/door-routes.ts'
import { ownerOwnSessionRoutes } from './accounts/own-session-routes.ts'
import { readOwnerIn } from './accounts/read-owner.ts'
import { ownerSessionRoutes } from './accounts/session-routes.ts'
import { visitBookingRoutes } from './appointments/clinic/booking-routes.ts'
import { visitMessageRoutes } from './appointments/clinic/message-routes.ts'
import { visitPanelRoutes } from './appointments/clinic/routes.ts'
import { clinicChangeRoutes } from './appointments/clinic-change-routes.ts'
import { clinicAppointmentRoutes } from './appointments/clinic-routes.ts'
import type { HoldLimits } from './appointments/hold-limit.ts'
import { holdRoutes } from './appointments/hold-routes.ts'
import { ownerVisitRoutes } from './appointments/owner/routes.ts'
import { requestRoutes } from './appointments/request-routes.ts'
import { appointmentRoutes } from './appointments/routes.ts'
import { visitPage } from './appointments/visit-page.ts'
import { visitRoutes } from './appointments/visit-routes.ts'
import { explainRoutes } from './availability/explain-routes.ts'
import { availabilityRoutes } from './availability/routes.ts'
import { streamRoutes } from './availability/stream-routes.ts'
import { conflictRoutes } from './calendars/conflict-routes.ts'
import { feedRoutes } from './calendars/feed-routes.ts'
import { callbackRoutes } from './callbacks/routes.ts'
import { clientRoutes } from './clients/routes.ts'
import { hostedPages } from './clinics/hosted/routes.ts'
import { overrideRoutes } from './clinics/hours/override-routes.ts'
import { planningRoutes } from './clinics/hours/planning-routes.ts'
import { resourceRoutes } from './clinics/hours/resource-routes.ts'
import { scheduleRoutes } from './clinics/hours/schedule-routes.ts'
import { strandedRoutes } from './clinics/hours/stranded-routes.ts'
import { clinicRoutes } from './clinics/routes.ts'
import { keyRoutes } from './clinics/setup/key-routes.ts'
import { profileRoutes } from './clinics/setup/profile-routes.ts'
import { typeRoutes } from './clinics/setup/type-routes.ts'
import type { Config } from './config.ts'
import { diaryRoutes } from './diary/routes.ts'
import { emergencyChangeRoutes } from './emergencies/change-routes.ts'
import { pauseRoutes } from './emergencies/pause-routes.ts'
import { emergencyRoutes } from './emergencies/routes.ts'
import { erasureRoutes } from './erasure/routes.ts'
import { fileRoutes } from './files/clinic-routes.ts'
import { ownFileRoutes } from './files/owner-routes.ts'
import { createAuthenticate } from './http/authenticate.ts'
import { trustProxies } from './http/client-address.ts'
import { corsWithCookies } from './http/cors-with-cookies.ts'
import type { Drain } from './http/drain.ts'
import { EventStreams } from './http/event-stream.ts'
import { foundation } from './http/foundation.ts'
import { Guard, type Limits } from './http/guard.ts'
import { healthRoutes } from './http/health.ts'
import { jwksRoutes } from './http/jwks.ts'
import { cacheKeys, findKeyIn } from './http/keys.ts'
import { limitPages } from './http/limit-pages.ts'
import { readManageToken } from './http/manage-token.ts'
import { declaredRoutes, openApiDocument } from './http/openapi.ts'
import { createLimits } from './http/rate-limits.ts'
import { Shortcuts } from './http/shortcuts.ts'
import { serveFolder } from './http/static.ts'
import { ownAccountRoutes } from './joining/own-routes.ts'
import { joiningRoutes } from './joining/routes.ts'
import { wayInRoutes } from './joining/session-routes.ts'
import type { Logger } from './log.ts'
import { matchRoutes } from './matches/routes.ts'
import { mailboxRoutes } from './notifications/mailbox/routes.ts'
import { notificationSettingsRoutes } from './notifications/settings/routes.ts'
import { ownDataRoutes } from './own-data/routes.ts'
import { passkeyRoutes } from './passkeys/routes.ts'
import { historyRoutes } from './pets/history/routes.ts'
import { ownPetRoutes } from './pets/own/routes.ts'
import { petRoutes } from './pets/routes.ts'
import { sharingRoutes } from './pets/sharing/routes.ts'
import { platformRoutes } from './platform/routes.ts'
import { preferenceRoutes } from './preferences/routes.ts'
import { prescriptionRoutes } from './prescriptions/clinic-routes.ts'
import { ownPrescriptionRoutes } from './prescriptions/owner-routes.ts'
import { recordRoutes } from './records/routes.ts'
import type { Services } from './services.ts'
import { accountRoutes } from './staff/account-routes.ts'
import { auditRoutes } from './staff/audit-routes.ts'
import { authenticatorRoutes } from './staff/authenticator-routes.ts'
import { consolePage } from './staff/console-page.ts'
import { doorRoutes } from './staff/door-routes.ts'
import { memberRoutes } from './staff/member-routes.ts'
import { ownSessionRoutes } from './staff/own-session-routes.ts'
import { readStaffIn } from './staff/read-staff.ts'
import { sessionRoutes } from './staff/session-routes.ts'
import { transferRoutes } from './transfers/routes.ts'
import { triageRoutes } from './triage/routes.ts'

export interface ServerOptions {
	services: Services
	config: Pick<Config, 'limits' | 'checkResponses' | 'trustProxy' | 'operatorKey'>
	log: Logger
	drain: Drain
	/** Resolves while the database can be reached and lacks no migration. */
	ready: () => Promise<void>
	/** Whether mail that stays here has a page to be read on. */
	showsMailbox: boolean
}

export const VERSION = '0.1.0'
const WIDGET = fileURLToPath(new URL('../widget/dist/', import.meta.url))

interface ApiOptions {
	services: Services
	holds: HoldLimits
	streams: EventStreams
	ready: () => Promise<void>
	log: Pick<Logger, 'warn'>
	/** Whether there is a key for the operator's routes. */
	operated: boolean
}

/** All routers that the OpenAPI document describes. */
export function apiRouters(guard: Guard, options: ApiOptions): Router[] {
	const { services, holds, streams, ready, log, operated } = options
	return [
		healthRoutes(guard, ready),
		jwksRoutes(guard, services),
		clinicRoutes(guard, services),
		availabilityRoutes(guard, services),
		streamRoutes(guard, services, streams),
		holdRoutes(guard, services, holds),
		appointmentRoutes(guard, services),
		visitRoutes(guard, services),
		ownerVisitRoutes(guard, services),
		preferenceRoutes(guard, services),
		scheduleRoutes(guard, services),
		overrideRoutes(guard, services),
		planningRoutes(guard, services),
		strandedRoutes(guard, services),
		feedRoutes(guard, services),
		conflictRoutes(guard, services),
		resourceRoutes(guard, services),
		explainRoutes(guard, services),
		clinicAppointmentRoutes(guard, services),
		clinicChangeRoutes(guard, services),
		visitPanelRoutes(guard, services),
		visitBookingRoutes(guard, services),
		requestRoutes(guard, services),
		visitMessageRoutes(guard, services),
		sessionRoutes(guard, services),
		typeRoutes(guard, services),
		pauseRoutes(guard, services),
		emergencyRoutes(guard, services),
		emergencyChangeRoutes(guard, services),
		doorRoutes(guard, services),
		accountRoutes(guard, services),
		authenticatorRoutes(guard, services),
		ownSessionRoutes(guard, services),
		memberRoutes(guard, services),
		auditRoutes(guard, services),
		keyRoutes(guard, services),
		profileRoutes(guard, services),
		...(operated ? [platformRoutes(guard, services)] : []),
		diaryRoutes(guard, services),
		clientRoutes(guard, services),
		erasureRoutes(guard, services),
		ownDataRoutes(guard, services, log),
		notificationSettingsRoutes(guard, services),
		petRoutes(guard, services),
		ownPetRoutes(guard, services),
		historyRoutes(guard, services),
		sharingRoutes(guard, services),
		recordRoutes(guard, services),
		fileRoutes(guard, services),
		ownFileRoutes(guard, services),
		prescriptionRoutes(guard, services),
		ownPrescriptionRoutes(guard, services),
		matchRoutes(guard, services),
		joiningRoutes(guard, services),
		wayInRoutes(guard, services),
		ownAccountRoutes(guard, services),
		passkeyRoutes(guard, services),
		callbackRoutes(guard, services),
		triageRoutes(guard, services),
		ownerSessionRoutes(guard, services),
		ownerDoorRoutes(guard, services),
		ownerOwnSessionRoutes(guard, services),
		transferRoutes(guard, services, log),
	]
}

/** Koa, behind the short way of `Shortcuts`. */
class App extends Koa {
	readonly shortcuts: Shortcuts

	constructor(shortcuts: Shortcuts) {
		super()
		this.shortcuts = shortcuts
	}

	override callback(): ReturnType<Koa['callback']> {
		return this.shortcuts.before(super.callback()) as ReturnType<Koa['callback']>
	}
}

/** Puts middleware and routers together. */
export function createApp(options: ServerOptions): Koa {
	const { services, config, log, drain, showsMailbox } = options
	const limits = limitsOf(options)
	const { trustProxy: proxies } = config
	const shortcuts = new Shortcuts({ log, drain, arrival: limits.arrival, proxies })
	const app = new App(shortcuts)
	trustProxies(app, proxies)
	// What is thrown is answered and logged below; here come connections that callers broke off.
	app.on('error', (err) => log.debug({ err }, 'connection'))
	const https = services.publicUrl().startsWith('https:')
	for (const middleware of foundation({ log, drain, https })) app.use(middleware)
	app.use(corsWithCookies({ pages: services.pages, arrival: limits.arrival }))
	const hashed = /-[0-9a-f]{8}\.js$/
	app.use(limitPages(limits, /^\/widget\/v1\/.+-[0-9a-f]{8}\.js$/))
	app.use(serveFolder({ prefix: '/widget/v1/', folder: WIDGET, crossOrigin: true, hashed }))
	const { holdsByAddress: byAddress, holdsByKey: byKey } = config.limits
	const holds = { byAddress, byKey }
	const streams = new EventStreams(config.limits.streams)
	drain.onClose(() => streams.close())
	const ready = async () => {
		drain.assertOpen()
		await options.ready()
	}
	const routers = apiRouters(createGuard(options, limits, shortcuts), {
		services,
		holds,
		streams,
		ready,
		log,
		operated: config.operatorKey !== undefined,
	})
	const pages = [visitPage(), ...hostedPages(services.db), consolePage(), documentRoute(routers)]
	if (showsMailbox) pages.push(mailboxRoutes(services.db))
	app.use(together([...routers, ...pages]).routes())
	return app
}

/** One router out of many: each of them would go through its routes for every request. */
function together(routers: readonly Router[]): Router {
	const all = new Router()
	all.stack.push(...routers.flatMap((router) => router.stack))
	return all
}

function limitsOf({ services: { db, serverKey }, config }: ServerOptions): Limits {
	return createLimits({ settings: config.limits, db, serverKey, now: Date.now })
}

function createGuard(
	{ services, config }: ServerOptions,
	limits: Limits,
	shortcuts: Shortcuts,
): Guard {
	const { db, serverKey, publicUrl, accessTokens } = services
	return new Guard({
		authenticate: createAuthenticate({
			findKey: cacheKeys(findKeyIn(db)),
			readStaff: readStaffIn(db, accessTokens),
			readOwner: readOwnerIn(db, accessTokens),
			readManage: (token) => readManageToken(serverKey, token),
			operatorKey: config.operatorKey,
			hostedOrigins: rememberOrigins(publicUrl),
		}),
		limits,
		shortcuts,
		checkResponses: config.checkResponses,
	})
}

/** The address stays the same once the port is known. */
function rememberOrigins(publicUrl: () => string): () => string[] {
	let url = ''
	let origins: string[] = []
	return () => {
		if (publicUrl() !== url) {
			url = publicUrl()
			origins = originsOf(url)
		}
		return origins
	}
}

/** None for an address that is none, such as that of a host with a zone: a call still gets its answer. */
function originsOf(url: string): string[] {
	return URL.canParse(url) ? [new URL(url).origin] : []
}

/** @throws Error for a route without a declaration, which stops the start: it would answer unguarded */
export function documentRoute(routers: readonly Router[]): Router {
	declaredRoutes(routers)
	// Made for whoever asks first: it takes as long as the rest of the start.
	let text: string | undefined
	const router = new Router({ sensitive: true, strict: true })
	router.get('/openapi.json', (ctx) => {
		text ??= JSON.stringify(openApiDocument(routers, VERSION))
		ctx.body = text
		ctx.type = 'application/json'
		ctx.set('Cache-Control', 'public, max-age=300')
		ctx.set('Access-Control-Allow-Origin', '*')
	})
	return router
}
