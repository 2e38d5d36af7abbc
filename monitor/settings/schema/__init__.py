"""What users may write in `config/`, as pydantic models; the JSON Schemas for editors are made from them.

Pure: a model judges one file. What needs several files, the environment or the disk is judged
by the loader.
"""
