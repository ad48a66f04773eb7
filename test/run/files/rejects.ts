import { suite } from 'uvu'

const test = suite('rejects')
test('lets nobody hear of it', async () => {
	void Promise.reject(new Error('that nobody hears'))
	await new Promise((resolve) => setTimeout(resolve, 5000))
})
test.run()
