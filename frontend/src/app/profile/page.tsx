import { Profile } from "@/features/identity/profile";

export default function Page() {
  return <Profile />;
}
