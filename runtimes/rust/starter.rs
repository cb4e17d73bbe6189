use std::io::{self, Write};

fn greet(name: &str) -> String {
    format!("Hello, {name}!")
}

fn main() -> io::Result<()> {
    print!("Your name: ");
    io::stdout().flush()?;

    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    let name = line.trim();
    println!("{}", greet(if name.is_empty() { "world" } else { name }));
    Ok(())
}
