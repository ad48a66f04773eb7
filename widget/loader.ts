import { registerFontSize } from './theme/tokens.ts'

registerFontSize()
