import { suite } from 'uvu'

suite('nothing')('is never run', () => {})
