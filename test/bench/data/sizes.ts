/** How large a database of the bench is. */
export interface Size {
	name: 'small' | 'middle' | 'large'
	clinics: number
	/** Past and future ones together. */
	appointments: number
	/** Past appointments of the clinic with ten years of history, the first one; 0: there is none. */
	longHistory: number
}

/** The same clinics at every size, so that only what lies around one of them grows. */
export const SIZES: readonly Size[] = [
	{ name: 'small', clinics: 5, appointments: 10_000, longHistory: 0 },
	{ name: 'middle', clinics: 100, appointments: 200_000, longHistory: 0 },
	{ name: 'large', clinics: 1_000, appointments: 2_000_000, longHistory: 100_000 },
]

export const QUICK_SIZES: readonly Size[] = [
	{ name: 'small', clinics: 2, appointments: 1_600, longHistory: 0 },
	{ name: 'middle', clinics: 3, appointments: 2_400, longHistory: 0 },
	{ name: 'large', clinics: 4, appointments: 4_200, longHistory: 1_000 },
]
