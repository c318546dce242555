/**
 * A reason why the runtime cannot run a template or open its data: `message` is a whole sentence for the terminal, and
 * nothing was changed.
 */
export class RuntimeFault extends Error {
  override readonly name = 'RuntimeFault'
}
