import type { Hosted } from './find.ts'
import { ICONS, iconColours } from './icon.ts'

/** What a phone needs to know to install the portal as an app. */
export function manifestOf(clinic: Hosted, slug: string): string {
	const path = `/portal/${slug}`
	const { ground } = iconColours(clinic)
	return JSON.stringify({
		id: path,
		name: clinic.name,
		short_name: shortName(clinic.name),
		description: `Your pets and visits at ${clinic.name}`,
		lang: clinic.locale,
		start_url: path,
		scope: path,
		display: 'standalone',
		background_color: '#ffffff',
		theme_color: ground,
		icons: Object.entries(ICONS)
			.filter(([, { purpose }]) => purpose !== null)
			.map(([name, { size, purpose }]) => ({
				src: `${path}/${name}.png`,
				sizes: `${size}x${size}`,
				type: 'image/png',
				purpose,
			})),
	})
}

const MOST = 14

/** As many whole words as fit below an icon. */
function shortName(name: string): string {
	const [first = name, ...rest] = name.split(' ')
	let short = first
	for (const word of rest) {
		if (short.length + 1 + word.length > MOST) break
		short += ` ${word}`
	}
	return short
}
