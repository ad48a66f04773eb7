import { v7 } from 'uuid'

/** A new row's id: a UUIDv7, so that rows made together lie together in the index. */
export const newId = (): string => v7()

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text is a UUID of any version, in the usual notation. */
export const isId = (text: string): boolean => UUID.test(text)
