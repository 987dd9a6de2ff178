// What each path takes and gives, read off the generated contract.
import type { paths } from '@contract/api'

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never
type Answer<T> = T extends { responses: { 200: infer Ok } }
  ? Json<Ok>
  : T extends { responses: { 201: infer Made } }
    ? Json<Made>
    : never
type Body<T> = T extends { requestBody: infer Request } ? Json<Request> : never

export type Get = {
  [P in keyof paths as paths[P] extends { get: object } ? P : never]: paths[P] extends {
    get: infer Get
  }
    ? { gives: Answer<Get>; query: Get extends { parameters: { query?: infer Q } } ? Q : never }
    : never
}
export type Post = {
  [P in keyof paths as paths[P] extends { post: object } ? P : never]: paths[P] extends {
    post: infer Post
  }
    ? { gives: Answer<Post>; takes: Body<Post> }
    : never
}

/** The names between braces of a path. */
type Named<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Named<Rest>
  : never
export type Parameters<P extends string> = { [K in Named<P>]: string }

/** A path with its names filled in, each escaped. */
export function fill<P extends string>(path: P, parameters: Parameters<P>): string {
  const values: Record<string, string> = parameters
  return path.replace(/{(\w+)}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
}

/** Query parameters that say something; empty ones are left out. */
export function queryString(query: object | undefined): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== '' && value != null)
  if (!pairs.length) return ''
  return `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
}
