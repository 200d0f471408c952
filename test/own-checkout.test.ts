import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTree } from '../src/platform/git/open-tree.ts'
import { readInventory } from '../src/supply-chain/inventory/service.ts'
import { defaultPolicy } from '../src/supply-chain/license-policy/default-policy.ts'
import { judge } from '../src/supply-chain/license-policy/judge.ts'

const checkout = join(import.meta.dirname, '..')

test('no package that we run on is denied by the policy that we ship', async () => {
  const { manifests, components } = await readInventory(await openTree(checkout))
  assert.deepEqual(
    manifests.map(({ path, problem }) => [path, problem]),
    [['package-lock.json', undefined]],
  )
  assert.ok(components.length > 100)
  const denied = judge(defaultPolicy, components, new Date()).filter(({ verdict }) => verdict === 'deny')
  assert.deepEqual(denied, [])
})
