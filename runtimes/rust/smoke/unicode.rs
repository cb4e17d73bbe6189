fn main() {
    println!("żółw 🐢 日本語");
    println!("{}", "żółw 🐢".chars().count());
}
