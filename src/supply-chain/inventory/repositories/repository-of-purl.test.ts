import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOfVcs, repositoryOfPurl } from './repository-of-purl.ts'

const purls: [purl: string, address: string | undefined][] = [
  ['pkg:github/Left-Pad/left-pad@1.0.0', 'https://github.com/left-pad/left-pad'],
  ['pkg:githubactions/actions/checkout@v4', 'https://github.com/actions/checkout'],
  ['pkg:bitbucket/birkenfeld/pygments-main', 'https://bitbucket.org/birkenfeld/pygments-main'],
  ['pkg:golang/github.com/spf13/cobra@v1.8.0', 'https://github.com/spf13/cobra'],
  ['pkg:golang/github.com/aws/aws-sdk-go-v2/service/s3@v1.0.0', 'https://github.com/aws/aws-sdk-go-v2'],
  ['pkg:golang/github.com/go-chi/chi/v5@v5.3.2', 'https://github.com/go-chi/chi'],
  ['pkg:golang/gitlab.com/o/n@v1.0.0', 'https://gitlab.com/o/n'],
  ['pkg:golang/gitlab.com/o/n/v2@v2.0.0', 'https://gitlab.com/o/n'],
  ['pkg:golang/gitlab.com/group/sub/n@v1.0.0', undefined],
  ['pkg:golang/gitlab.com/group/sub/n.git/cmd@v1.0.0', 'https://gitlab.com/group/sub/n'],
  ['pkg:golang/git.example.org/n.git/v2@v2.0.0', 'https://git.example.org/n'],
  ['pkg:golang/bitbucket.org/o/n@v1.0.0', 'https://bitbucket.org/o/n'],
  ['pkg:golang/gopkg.in/yaml.v3@v3.0.1', 'https://github.com/go-yaml/yaml'],
  ['pkg:golang/gopkg.in/natefinch/lumberjack.v2@v2.2.1', 'https://github.com/natefinch/lumberjack'],
  ['pkg:golang/golang.org/x/net@v0.1.0', undefined],
  ['pkg:golang/github.com/alone', undefined],
  ['pkg:swift/github.com/Alamofire/Alamofire@5.4.3', 'https://github.com/Alamofire/Alamofire'],
  ['pkg:npm/left-pad@1.3.0', undefined],
  ['pkg:generic/x@1?vcs_url=git%2Bhttps://git.example.org/team/x.git%40abc', 'https://git.example.org/team/x'],
  ['not a purl', undefined],
]

for (const [purl, address] of purls)
  test(`${purl} comes from ${address ?? 'nowhere that it names'}`, () => assert.equal(repositoryOfPurl(purl), address))

const places: [text: string, address: string | undefined][] = [
  ['git+https://github.com/o/n.git@v1.0#sub/path', 'https://github.com/o/n'],
  ['https://github.com/o/n', 'https://github.com/o/n'],
  ['scm:git:git://github.com/o/n.git', 'https://github.com/o/n'],
  ['git@github.com:o/n.git', 'https://github.com/o/n'],
  ['git+ssh://git@gitlab.example/o/n.git', 'https://gitlab.example/o/n'],
  ['https://github.com/rails/rails/tree/v7.2.1', 'https://github.com/rails/rails'],
  ['https://svn.example.org/repos/n/trunk', 'https://svn.example.org/repos/n/trunk'],
  ['NOASSERTION', undefined],
  ['github.com', undefined],
  ['javascript:alert(1)', undefined],
]

for (const [text, address] of places)
  test(`the version control of ${text} is at ${address ?? 'no address'}`, () =>
    assert.equal(addressOfVcs(text), address))
