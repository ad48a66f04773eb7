import type { Translate } from '../../locales/localize.ts'
import { ConsoleView } from '../console-view.ts'
import type { Role } from '../context.ts'
import { viewStyles } from '../styles.ts'
import { hoursStyles } from './hours.styles.ts'
import { hoursMessages } from './messages.ts'
import { type RuleWords, ruleWords } from './rule-words.ts'

/** One part of the view of hours. */
export abstract class PartView extends ConsoleView {
	static override styles = [...viewStyles, hoursStyles]

	#say: Translate<typeof hoursMessages> | undefined
	#rules: RuleWords | undefined

	get say(): Translate<typeof hoursMessages> {
		this.#say ??= this.desk.speak(hoursMessages)
		return this.#say
	}

	get rules(): RuleWords {
		this.#rules ??= ruleWords(this.desk.words.locale)
		return this.#rules
	}

	get today(): string {
		return this.desk.words.dayOf(new Date().toISOString())
	}

	nameOf(resourceId: string | null): string {
		if (resourceId === null) return this.say('whole')
		return this.desk.resources.find(({ id }) => id === resourceId)?.name ?? ''
	}

	/** Why nothing can be changed here by somebody of another role. */
	onlyFor(...roles: Role[]): string {
		const names = roles.map((role) => this.desk.t(role))
		return this.say('may-not', { roles: this.desk.words.list(names) })
	}
}
