/** How much it asks of somebody to be there at an hour of their day: nothing in working hours, most at night. */
export function burdenOf(hour: number): number {
  if (hour >= 9 && hour < 18) return 0
  if (hour >= 7 && hour < 21) return 1
  if (hour >= 6 && hour < 23) return 3
  return 5
}

export interface Place {
  zone: string
  people: number
  /** Seconds east of UTC. */
  offset: number
}

export interface PlaceBurden {
  zone: string
  people: number
  /** Of each slot, in order. */
  burdens: number[]
  /** Over all slots. */
  total: number
}

/** What each place carries for slots that begin at these hours of the day in UTC. */
export function burdens(places: readonly Place[], startHours: readonly number[]): PlaceBurden[] {
  return places
    .map(({ zone, people, offset }) => {
      const own = startHours.map(hour => burdenOf((((hour + offset / 3600) % 24) + 24) % 24))
      return { zone, people, burdens: own, total: own.reduce((sum, burden) => sum + burden, 0) }
    })
    .sort((a, b) => b.total - a.total || (a.zone < b.zone ? -1 : 1))
}

/**
 * Starting hours in UTC, as many as there are slots, at which nobody is worse off than they must be: first that the place
 * that carries most carries little, then that all people together do. At most three slots: beyond, the search grows.
 */
export function fairestHours(places: readonly Place[], slots: number): number[] {
  const count = Math.min(3, Math.max(1, slots))
  let best: { hours: number[]; worst: number; sum: number } | undefined
  for (const hours of choices(count)) {
    const carried = burdens(places, hours)
    const worst = Math.max(0, ...carried.map(({ total }) => total))
    const sum = carried.reduce((all, { total, people }) => all + total * people, 0)
    if (!best || worst < best.worst || (worst === best.worst && sum < best.sum)) best = { hours, worst, sum }
  }
  return best?.hours ?? []
}

function* choices(count: number, from = 0): Generator<number[]> {
  if (count === 0) {
    yield []
    return
  }
  for (let hour = from; hour < 24; hour++) for (const rest of choices(count - 1, hour)) yield [hour, ...rest]
}
