/** Some work is done beside other work, and some when there is none. */
export function openTurns() {
  const running = new Set<Promise<unknown>>()
  let exclusive = Promise.resolve()

  async function beside<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    await exclusive
    const doing = work()
    running.add(doing)
    try {
      return await doing
    } finally {
      running.delete(doing)
    }
  }

  function alone<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = exclusive.then(async () => {
      await Promise.allSettled(running)
      return work()
    })
    exclusive = answer.then(
      () => undefined,
      () => undefined,
    )
    return answer
  }

  return { beside, alone }
}
