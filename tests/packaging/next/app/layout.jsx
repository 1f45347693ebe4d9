export const metadata = { title: '再委託の協議', icons: 'data:,' };

export default function Layout({ children }) {
  return (
    <html lang="ja">
      <body>{children}</body>
    </html>
  );
}
