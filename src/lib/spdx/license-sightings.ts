import { findRuns, type LicenseIndex, runLength } from './license-index.ts'

/** A place of a text where much of an official text seems to stand. Positions count words. */
export interface Sighting {
  /** Number of the official text in the index. */
  text: number
  /** Words at which both certainly agree: here and, in the official text, there. */
  at: number
  position: number
  runs: number
}

interface Cluster extends Sighting {
  /** Of the agreeing words: how much later they stand than in the official text. */
  shift: number
  /** How far ahead `shift` is of other shifts nearby (Boyer–Moore majority). */
  lead: number
}

/** Of an official text's runs so many must be found, as a share. A changed word alone loses five runs. */
const leastShare = 0.25
/** Clusters of one text that may still grow: passages follow one another, and few overlap. */
const openClusters = 3

/** Where to look closer, the most promising first. */
export function findSightings(index: LicenseIndex, words: Int32Array): Sighting[] {
  const clusters = new Map<number, Cluster[]>()
  for (let at = 0; at + runLength <= words.length; at++) {
    findRuns(index, words, at, (text, position) => {
      const ofText = clusters.get(text)
      if (ofText) addRun(ofText, index, { text, at, position, runs: 1 })
      else clusters.set(text, [clusterOf({ text, at, position, runs: 1 })])
    })
  }
  const promising = [...clusters.values()].flat().filter(({ text, runs }) => runs >= leastRuns(index, text))
  return promising.sort((one, other) => other.runs - one.runs)
}

function leastRuns({ runCounts }: LicenseIndex, text: number): number {
  return Math.max(1, (runCounts[text] ?? 0) * leastShare)
}

function clusterOf(run: Sighting): Cluster {
  return { ...run, shift: run.at - run.position, lead: 1 }
}

function addRun(clusters: Cluster[], { texts }: LicenseIndex, run: Sighting) {
  const official = texts[run.text]
  const length = official ? official.bodyEnd - official.bodyStart : 0
  const shift = run.at - run.position
  const tolerance = Math.max(12, length * 0.2)
  for (let back = 1; back <= openClusters; back++) {
    const cluster = clusters.at(-back)
    if (!cluster) break
    if (Math.abs(shift - cluster.shift) <= tolerance) return grow(cluster, run, shift)
  }
  clusters.push(clusterOf(run))
}

function grow(cluster: Cluster, run: Sighting, shift: number) {
  cluster.runs++
  if (shift === cluster.shift) cluster.lead++
  else if (cluster.lead > 0) cluster.lead--
  else Object.assign(cluster, { at: run.at, position: run.position, shift, lead: 1 })
}
