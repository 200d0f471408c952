/** Lets its owner in, and leads them to where they choose a password. */
export function invitationLink(origin: string, secret: string): string {
  return `${origin}/sign-in?key=${encodeURIComponent(secret)}&back=/account`
}
