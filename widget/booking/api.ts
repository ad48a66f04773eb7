let origin = ''

/** Where the API is for elements that don't say it themselves. */
export function setApi(url: string): void {
	origin = url
}

export const apiOrigin = (): string => origin
