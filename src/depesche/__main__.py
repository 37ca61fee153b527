"""`python -m depesche` is the same as `depesche`."""

from depesche.cli import main

if __name__ == "__main__":
    main()
