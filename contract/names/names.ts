/** By code: what the law and the server call things, where it is not said in Simplified Chinese. */
export interface Names {
  grades: Record<string, string>
  tags: Record<string, string>
  dimensions: Record<string, string>
  documents: Record<string, string>
  problems: Record<string, string>
}
