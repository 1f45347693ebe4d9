// A form of Vue and VeeValidate, which checks, holds the values and sends the form itself.

import { ErrorMessage, Field, Form } from 'vee-validate';
import { createApp, h } from 'vue';

const BLANK = { kensu: '', saisai: '', koumoku: '', koeru: undefined };
const required = (value) => (value ? true : '必須です');

const field = (name, label, more, options) =>
  h('div', { class: 'row' }, [
    h('label', { for: name }, label),
    h(Field, { id: name, name, ...more }, options && { default: () => options }),
    h(ErrorMessage, { name, class: 'error' }),
  ]);
const option = (value, label) => h('option', { value }, label);
const button = (label, onClick) => h('button', { type: 'button', onClick }, label);

const App = () =>
  h(
    Form,
    { id: 'f', method: 'post', action: '/sent', initialValues: BLANK },
    {
      default: ({ setValues, resetForm }) => [
        field('kensu', '件数', { rules: required, validateOnInput: true }),
        field('koumoku', '項目', { as: 'textarea' }),
        field('saisai', '再々委託', { as: 'select' }, [
          option('', '-'),
          option('forbidden', '禁止'),
          option('contractor_consent', '受託者の承諾'),
        ]),
        field('koeru', '超える', { type: 'checkbox', value: '1' }),
        button('前回の値', () => setTimeout(() => setValues({ kensu: '8888', koumoku: '既往歴' }))),
        button('消す', () => resetForm()),
        h('button', '送信'),
      ],
    },
  );

createApp(App).mount('#app');
