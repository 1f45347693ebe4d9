import type { Session } from '../api/session.js';
import { kindOf, wrongType } from '../input/value.js';
import { Attachment } from './attachment.js';
import type { Attached, AttachOptions, Opening } from './options.js';

/**
 * Shows in the host's form, politely and without blocking anything, where the conditions would not
 * be met. Needs `shodaku/form.css` in the page.
 *
 * Controls are found by `data-shodaku-field="field.id"` on themselves or on what contains them, or
 * by `map`. `data-shodaku-message="field.id"` marks an element in which the messages of a field are
 * to appear; otherwise room is made after the field.
 *
 * What is judged is what would be submitted: every control is read again after whatever happens in
 * the page, once a second, and before a summary and a receipt.
 *
 * A list (`items`) typed as one text is parted as `itemsOf` of `shodaku` does it;
 * a host whose items hold one of these gives a `read` of its own in `map`.
 *
 * @param form The form, or the part of one that is one request.
 * @param session The request to keep in step with the form, or the promise of it: if that is
 * rejected, the form says that it could not be checked. Or how to open it for a day: then the form
 * opens it itself, again for the next day where the page is left open past midnight, and disposes
 * of what it has opened.
 * @throws {@link ShodakuError} where an option is not understood, the markup or the map names a field that does not exist, or a
 * control holds what its field cannot.
 */
export function attach(
  form: Element,
  session: Session | PromiseLike<Session> | Opening,
  options: AttachOptions = {},
): Attached {
  // As where the script stands before the form: said by name, not as what fails first.
  if ((form as Element | null)?.nodeType !== 1) {
    throw wrongType('form', `is ${kindOf(form)}, not an element: does the script stand after it?`);
  }
  const attachment = new Attachment(form, options);
  const refusal = attachment.begin(session);
  if (refusal !== undefined) {
    attachment.detach();
    throw refusal;
  }
  return attachment;
}
