/** Ends what a lane writes of one test file; no test says it: the control character for this. */
export const END_OF_FILE = '\u0004'
