import { Home } from "@/features/identity/home";

export default function Page() {
  return <Home />;
}
