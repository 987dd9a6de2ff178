/// <reference types="vite/client" />
interface ImportMetaEnv {
  /** Where the server is, for WeChat; H5 is served by it. */
  readonly VITE_API_BASE?: string
}
