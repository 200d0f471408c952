import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseAttributes } from '../../../lib/git-attributes/attributes.ts'
import { attributeNames, isGenerated } from './generated-files.ts'

const generated = `package-lock.json
web/yarn.lock
go.sum
vendor/github.com/x/y.go
a/node_modules/b/index.js
third_party/zlib/inflate.c
app.min.js
theme-min.css
dist/app.js.map
api/service.pb.go
api/service_pb2.py
api/service_pb2_grpc.pyi
src/__snapshots__/a.test.js.snap
Form1.Designer.cs
model.g.dart
pkg/apis/zz_generated.deepcopy.go
jquery-3.6.0.min.js
jquery-1.4.js
gradle/wrapper/gradle-wrapper.jar`.split('\n')

const written = `package.json
src/vendor.ts
src/lock.ts
Cargo.toml
administration.js
min.js
mingw.c
map.js
src/snapshot.ts
vendors.md
wrapper/index.ts
jquery.plugin.ts
designer.cs`.split('\n')

test('files that programs write are told from those that people write', () => {
  assert.deepEqual(
    [...generated, ...written].filter(path => isGenerated(path, [])),
    generated,
  )
})

test("the repository's own attributes decide first, the deepest last", () => {
  const root = '*.go linguist-generated\nvendor/** -linguist-vendored\nyarn.lock linguist-generated=false\n'
  const rules = [
    ...parseAttributes(root, '', attributeNames),
    ...parseAttributes('main.go -linguist-generated\n', 'cmd', attributeNames),
  ]
  const paths = ['main.go', 'cmd/main.go', 'cmd/other.go', 'vendor/x.c', 'yarn.lock', 'package-lock.json']
  assert.deepEqual(
    paths.filter(path => isGenerated(path, rules)),
    ['main.go', 'cmd/other.go', 'package-lock.json'],
  )
})
