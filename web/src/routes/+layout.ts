/** The staff app is one static page; every screen is drawn in the browser. */
export const ssr = false
export const prerender = false
